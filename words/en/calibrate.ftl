# The calibration experiment, in English: test links to post, and what they measured.

## The plan
calibrate-plan-title = Test links for { $page }
calibrate-plan-why = What a messenger leaves in a log differs from site to site. With these links you find out what it is on yours. They tell messengers apart, not people.
calibrate-steps = What to do
calibrate-step-post = Post each link once, in a group of your own with at least ten people, in the messenger it stands under.
calibrate-step-say = Tell the group what it is for, for example: “We are testing what our website can see. Please tap this link once.”
calibrate-step-alone = Do not open the links yourself, and post them nowhere else.
calibrate-step-wait = Wait a week, then run: undercurrent calibrate read LOG
calibrate-links = The links

## What was measured
calibrate-title = What messengers leave in this log
calibrate-none = This log holds no visit by a test link, and no preview of one. To make such links: undercurrent calibrate plan --site https://your.site/page
calibrate-loses = { $messenger }: { $shown } of { $visits } visits showed where they came from; here { $messenger } loses its traces.
calibrate-part = { $messenger }: { $shown } of { $visits } visits showed where they came from; here { $messenger } keeps some of its traces.
calibrate-keeps = { $messenger }: { $shown } of { $visits } visits showed where they came from; here { $messenger } mostly keeps its traces.
calibrate-few =
    { $visits ->
        [one] { $messenger }: the only visit { $shown ->
            [0] did not show
           *[other] showed
        } where it came from. One is too few to go by: ask more people to tap the link.
       *[other] { $messenger }: { $shown } of { $visits } visits showed where they came from. That is too few to go by: ask more people to tap the link.
    }
calibrate-unopened = { $messenger }: nobody has opened a link yet.
calibrate-unjudged = { $messenger }: this log does not say which page linked here, so the visits cannot be judged.
calibrate-range = Of all such visits, most likely { $range } show it.
calibrate-network =
    { $count ->
        [one] One of these showed its network only, where a public post looks the same.
       *[other] { $count } of these showed its network only, where a public post looks the same.
    }
calibrate-elsewhere = Without the test link, these would count as something else: { $list }.
calibrate-nothing =
    { $count ->
        [one] One showed nothing at all, and would count as direct.
       *[other] { $count } showed nothing at all, and would count as direct.
    }
calibrate-cross-site = Browsers that showed nothing else, but said that a link elsewhere was followed (Sec-Fetch-Site: cross-site): { $count } of { $known }.
calibrate-previews = Posts whose link preview is in the log: { $previewed } of { $posts }.
calibrate-unreadable =
    { $count ->
        [one] One line with a test link could not be read.
       *[other] { $count } lines with a test link could not be read.
    }
calibrate-how = Each visitor counts once, with the first visit, and is judged by what app and browser sent, as if the link carried no tag. The range is an 80% interval: in one of five cases, the truth lies outside. It starts from what is usual elsewhere and moves with these visits. It holds for groups like yours.
calibrate-use = To let the estimate use this: undercurrent calibrate read LOG --priors-out measured.tsv, then undercurrent report LOG --priors measured.tsv
