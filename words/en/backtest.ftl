# The back-test of the estimate, in English. Whoever knows no statistics must understand each sentence.

## Frame
backtest-of = Test of the estimate on { $site }
backtest-headline-too-few = This log holds too little to test the estimate on.
backtest-hidden = We took { $private } private and { $public } public visits of this log that show where they came from (a tag in the link, an app, a search engine, a linking site). We hid that, and let the estimate say of each how likely it is to be private.

## Scores
section-scores = How well private and public are told apart
score-pairs = Pairs in the right order, of 100
score-pairs-means = Take one private and one public visit: in so many of 100 such pairs, the private one was told to be the likelier. (The area under the ROC curve.)
score-precision = Average precision
score-precision-means = Sort all visits, the likeliest first, and go down the list: such a part of the visits passed so far is private in truth, on average. 100% means that all private ones stand on top.
score-brier = Brier score
score-brier-means = How far what was told lies from what was true, squared and averaged. 0 is perfect; the smaller, the better.
score-calibration = Calibration error
score-calibration-means = Of visits told to be 30% likely, 30 in 100 should be private. By so much the two differ, on average; 0% is perfect.
head-measure = Measure
head-estimate = Estimate
head-rule = Rule of thumb
head-guess = Guessing

## Told and true
section-reliability = Does it come true as often as told?
reliability-intro = Each dot is a group of visits that were told to be about as likely. On the dashed line, they were private just as often as told; below it the estimate told too much, above it too little. The larger the dot, the more visits.
reliability-intro-text = Each row is a group of visits that were told to be about as likely. The two per cents should be alike: where fewer were private than told, the estimate told too much.
reliability-desc = Told and true, by group: { $groups }.
reliability-across = told to be private →
reliability-upward = ↑ private in truth
reliability-told = told { $told }, in truth { $observed }, visits: { $visits }
head-group = Told to be private
head-told = Told on average
head-true = Private in truth

## By source
section-tested-sources = By what was hidden
tested-sources-intro = How likely the visits of each source were told to be private, on average. Private sources should be high, public ones low.
tested-private = private
tested-public = public
tested-unnamed = Without a name
tested-sources-note = Behind each name stands how many visits were hidden.

## What it does not show
section-limits = What this test does not show
limits-others = Visits that show where they came from are not like those that hide it. On these, the estimate may do better or worse.
limits-total = So the test says nothing about how right the total is. Only tagged links do: post some in your own groups, and count what arrives. To plan that: undercurrent calibrate plan
limits-chance =
    { $private ->
        [one] There is only one private visit to test on, so chance moves every figure here.
       *[other] There are { $private } private visits to test on: the fewer they are, the more chance moves every figure here.
    }
