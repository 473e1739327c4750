# The back-test of the estimate, in English. Whoever knows no statistics must understand each sentence.

## Frame
backtest-of = Test of the estimate on { $site }
backtest-headline-too-few = This log holds too little to test the estimate on.
backtest-hidden = Some visits of this log show where they came from (a tag in the link, an app, a search engine, a linking site). For a part of them, { $private } private and { $public } public ones, we hid that, and let the estimate say of each how likely it is to be private.

## Scores
section-scores = How well private and public are told apart
score-pairs = Pairs in the right order, of 100
score-pairs-means = Take one private and one public visit: in so many of 100 such pairs, the estimate gave the private one the higher chance. (The area under the ROC curve.)
score-precision = Average precision
score-precision-means = Sort all visits, the most likely private first. Go down the list to each visit that is really private: on average, this part of the list down to there is really private. 100% means that all private ones stand on top.
score-brier = Brier score
score-brier-means = How far each estimated chance lies from the truth (0 or 1), squared and averaged. 0 is perfect; the smaller, the better.
score-calibration = Calibration error
score-calibration-means = Of visits with an estimated chance of 30%, 30 in 100 should be private. By so much the two differ, on average; 0% is perfect.
head-measure = Measure
head-estimate = Estimate
head-rule = Rule of thumb
head-guess = Guessing

## Told and true
section-reliability = Does 70% mean 70 of 100?
reliability-intro = Each dot is a group of visits with about the same estimated chance of being private. On the dashed line, just as many were private as estimated; below it the estimate was too high, above it too low. The larger the dot, the more visits; small dots say little.
reliability-intro-text = Each row is a group of visits with about the same estimated chance of being private. The two percentages should be alike: where fewer were really private, the estimate was too high. Rows with few visits say little.
reliability-desc = Estimated and really private, by group: { $groups }.
reliability-across = estimated chance →
reliability-upward = ↑ really private
reliability-told = estimated { $told }, really { $observed }, visits: { $visits }
head-group = Estimated chance
head-told = Estimated, on average
head-true = Really private

## By source
section-tested-sources = By source
tested-sources-intro = The estimated chance that the visits of a source are private, on average, with the source hidden. Private sources should be high, public ones low.
tested-private = private
tested-public = public
tested-unnamed = Without a name
tested-sources-note = The number beside each name says how many visits were hidden.

## What it does not show
section-limits = What this test does not show
limits-others = Visits that show where they came from are not like those that hide it. On those that hide it, the estimate may do better or worse.
limits-total = So the test says nothing about how right the total is. Only test links can show that: post some in your own groups, and count what arrives. To plan that: undercurrent calibrate plan
limits-chance =
    { $private ->
        [one] There is only one private visit to test on, so every figure here is moved by chance.
       *[other] There are { $private } private visits to test on: the fewer they are, the more every figure here is moved by chance.
    }
