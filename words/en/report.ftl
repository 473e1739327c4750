# The log report, in English. Short sentences, no jargon: a page says "visits", never "landings".
# The test crates/uc-words/tests/catalogues.rs keeps the three languages in step.

## Frame
report-of = Private sharing on { $site }
report-site-unknown = your website
report-period = { $dates } (time zone: { $timezone })
report-made-by = Made by Undercurrent from a web server’s log. No data was sent anywhere.
and-more = and { $count } more
how-known = How do we know?
table-of = The figures as a table

## The headline, by rule
headline-range =
    { $visits ->
        [one] Private sharing brought between { $low } and { $high } of one visit.
       *[other] Private sharing brought between { $low } and { $high } of { $visits } visits.
    }
headline-at-most =
    { $visits ->
        [one] By a rule of thumb, private sharing brought up to { $high } of one visit.
       *[other] By a rule of thumb, private sharing brought up to { $high } of { $visits } visits.
    }
headline-certain =
    { $visits ->
        [one] Private sharing brought { $low } of one visit.
       *[other] Private sharing brought { $low } of { $visits } visits.
    }
headline-few =
    { $visits ->
        [one] Private sharing brought { $range } of one visit: too few for a percentage.
       *[other] Private sharing brought { $range } of { $visits } visits: too few for a percentage.
    }
headline-estimate =
    { $visits ->
        [one] Private sharing brought about { $share } of one visit, most likely between { $low } and { $high }.
       *[other] Private sharing brought about { $share } of { $visits } visits, most likely between { $low } and { $high }.
    }
headline-estimate-at-most =
    { $visits ->
        [one] Private sharing brought about { $share } of one visit, most likely not more than { $high }.
       *[other] Private sharing brought about { $share } of { $visits } visits, most likely not more than { $high }.
    }
headline-estimate-little =
    { $visits ->
        [one] Private sharing hardly had a part in the one visit: most likely not more than { $high }.
       *[other] Private sharing brought hardly any of { $visits } visits: most likely not more than { $high }.
    }
headline-estimate-alone =
    { $visits ->
        [one] Private sharing brought about { $share } of one visit.
       *[other] Private sharing brought about { $share } of { $visits } visits.
    }
headline-estimate-few =
    { $visits ->
        [one] Private sharing brought about { $count } of one visit, most likely { $range }: too few for a percentage.
       *[other] Private sharing brought about { $count } of { $visits } visits, most likely { $range }: too few for a percentage.
    }
headline-no-trace =
    { $visits ->
        [one] The one visit shows no trace of private sharing.
       *[other] None of the { $visits } visits shows a trace of private sharing.
    }
headline-no-referrer = This log does not say which page linked to this site, so it cannot tell how much was shared in private.
headline-empty = There is no visit in this log yet.
headline-shares-only =
    { $count ->
        [one] No visit yet, but one link preview: somebody shared a page.
       *[other] No visits yet, but { $count } link previews: pages are being shared.
    }
lead-private = “Private” means here: the link went from person to person, by messenger, e-mail, text message or as a copied link, and not through a search or a public post.
lead-known =
    { $count ->
        [0] None is proven: no tag in a link, no app and no web messenger says so.
        [one] One is proven: a tag in the link, the app or the linking site says so.
       *[other] { $count } are proven: a tag in the link, the app or the linking site says so.
    }
lead-possible =
    { $count ->
        [one] One more is possible: it came without any trace to a page whose address few people type by hand.
       *[other] Up to { $count } more are possible: they came without any trace to pages whose address few people type by hand.
    }
lead-possible-only =
    { $count ->
        [one] One is possible: it came without any trace to a page whose address few people type by hand.
       *[other] Up to { $count } are possible: they came without any trace to pages whose address few people type by hand.
    }
lead-estimated =
    { $count ->
        [0] Of those that do not show where they came from, hardly one is likely to be private.
        [one] About one more is estimated: nothing proves it, but the time, the page and the rest of the log speak for a shared link.
       *[other] About { $count } more are estimated: nothing proves it, but the time, the page and the rest of the log speak for a shared link.
    }
lead-estimated-only =
    { $count ->
        [0] None of those that do not show where they came from is likely to be private either.
        [one] About one is estimated: nothing proves it, but the time, the page and the rest of the log speak for a shared link.
       *[other] About { $count } are estimated: nothing proves it, but the time, the page and the rest of the log speak for a shared link.
    }
lead-rule = The usual rule of thumb would say { $percent }. It counts every visit of unknown origin to a page whose address few people type by hand, and with them bookmarks and searches that left no trace.
lead-way = Most frequent known way: { $way } ({ $count }).
lead-way-estimate = Most frequent way that can be named: { $way } (about { $count }).
lead-page = Page to which sharing seems to have brought the most visits: { $page }.
lead-page-shared = Page seen shared most often: { $page } (shares and the visits they bring are counted separately).
empty-help = Once people visit the site, this page shows how much of that came through privately shared links, by which messengers and to which pages.
empty-next = Check that this is the access log (not the error log) of the right website, and that it covers the days you mean.

## Key figures
figure-visits = Visits
figure-visits-note =
    { $visitors ->
        [one] by one visitor
       *[other] by { $visitors } visitors
    }
figure-visits-machines =
    { $count ->
        [one] leaving out about one that looks like a machine
       *[other] leaving out about { $count } that look like machines
    }
figure-certain = Shared, proven
figure-certain-note = { $percent } of visits
figure-possible = Upper bound
figure-possible-note = { $percent } of visits, by a rule of thumb
figure-estimate = Shared, in all
figure-estimate-note = estimated: { $percent } of visits
figure-shares = Shares seen
figure-shares-note = by link previews, before the first click
figure-machines = Machines
figure-machines-note = requests by bots, not counted as visits

## Evidence
evidence-public = All other visits
evidence-key-declared = Tagged in the link
evidence-key-revealed = Recognised by app or site
evidence-key-inferred = Possible by a rule of thumb
evidence-key-estimated = Estimated
evidence-key-range = Most likely range
evidence-key-rule = Rule of thumb
range-title = Private sharing as a part of all visits
range-desc = Proven: { $known }. Upper bound: { $high }.
range-desc-estimate = Proven: { $known }. Estimate: { $share }, most likely between { $low } and { $high }. Rule of thumb: { $rule }.

## Channels
channel-dark-social = Private sharing
channel-direct = Direct
channel-search = Search
channel-social = Social networks
channel-ai-assistant = AI assistants
channel-referral = Other websites
channel-newsletter = Newsletter
channel-campaign = Campaigns and ads
channel-internal = Own site
channel-bot = Machines
channel-preview = Link previews
channel-other = Cannot be told
channels-key = Filled, in two tones: proven. Hatched: possible. Outlined: no trace, so typed, bookmarked or hidden. A bracket marks the range.
channels-key-text = · no trace: typed, bookmarked or hidden   ┤ at most
channels-key-estimate = Filled, in two tones: proven. Hatched: estimated. Outlined: no trace, so typed, bookmarked or hidden. A bracket marks the range in which the truth most likely lies.
channels-key-text-estimate = ╱ estimated   · no trace: typed, bookmarked or hidden   ┤ most likely not more

## Sections
section-time = Over time
section-channels = Where visits come from
section-messengers = How it was shared
section-pages = What is shared
section-shares = Shares seen before the first click
section-either = Public or private?
section-left-out = What the log contains
section-next = What to do next
section-caveats = Good to know first
section-trust = How far can I trust this?
section-doubts = Why the range is not narrower
section-sources = Sites, search engines and networks by name
section-share-pages = By page

## Table heads
head-channel = From
head-source = Name
head-way = Way
head-visits = Visits
head-page = Page
head-shared = Shared
head-all-visits = All visits
head-shares = Shares seen
head-when = When
head-count = Number
head-what = What
head-kind = Kind
head-by = Via
head-mostly-by = Mostly via
head-where = Where
head-line = Line

## Timeline
timeline-desc =
    { $buckets ->
        [one] Visits over one step of time.
       *[other] Visits over { $buckets } steps of time; the most in one step: { $most }.
    }
timeline-key-visits = all visits
timeline-key-certain = shared, proven (tagged or recognised)
timeline-key-possible = possible by a rule of thumb
timeline-key-estimate = shared, proven and estimated
timeline-key-band = range in which the truth most likely lies
timeline-key-shares = shares seen (tallest mark: { $most })
timeline-key-partial = only partly in the log
timeline-row-certain = shared, proven
timeline-row-possible = upper bound
timeline-row-upper = most likely at most
timeline-row-estimate = shared, estimated
timeline-row-lower = most likely at least
timeline-row-shares = shares seen
timeline-row-most = highest: { $most }
timeline-by-hour = by hour
timeline-by-day = by day
timeline-by-week = by week
timeline-by-month = by month

## Messengers and shares
messengers-none = No visit says how its link was shared. Most apps hide where a visit comes from; share links change that.
messenger-unknown = Messenger not known
up-to = up to { $count }
others = Others
pages-none = No page shows a sign of having been shared in private.
pages-key-estimated = estimated
pages-more =
    { $count ->
        [one] One more page is in the JSON report (--format json).
       *[other] { $count } more pages are in the JSON report (--format json).
    }
shares-none = No messenger fetched a link preview in this log.
shares-private = private
shares-either = private or public
shares-public = public post
shares-intro =
    { $count ->
        [one] One share: a messenger or network fetched the page’s preview card, because somebody had just pasted the link.
       *[other] { $count } shares: each time, a messenger or network fetched the page’s preview card, because somebody had just pasted the link.
    }
shares-fetches = In the log these are { $fetches } fetches; pictures and repeats are not counted.
shares-mostly-public =
    { $count ->
        [0] None of them was private for certain: they were, or may have been, public posts.
        [one] Only one of them was private for certain; the others were, or may have been, public posts.
       *[other] Only { $count } of them were private for certain; the others were, or may have been, public posts.
    }
either-intro = These visits came from apps in which people see public posts and private messages alike. They are not counted as private.
either-intro-estimate = These visits came from apps in which people see public posts and private messages alike. The estimate takes the hatched part for private and counts it above; the rest is not counted as private.
either-value = { $all }, about { $private } of them private
source-email = E-mail
source-sms = Text message
source-copy-other = Copied links
source-preview-other = Unknown app

## What the log contains
left-out-intro =
    { $read ->
        [one] The log has one line.
       *[other] The log has { $read } lines. Each was counted once, as one of these:
    }
lines-pages = Page views by people
lines-other-pages = Redirects, forms, prefetches
lines-assets = Pictures, scripts and the like
lines-previews = Link previews
lines-bots = Requests by machines
lines-errors = Answered with an error
lines-filtered = Left out as you asked
lines-unparsed = Lines that could not be read
bots-title = Machines by kind
bots-intro = Programs, not people. They are recognised and left out of all other figures.
unparsed-title =
    { $count ->
        [one] The one line that could not be read
       *[other] The first of { $count } lines that could not be read
    }
unparsed-where = { $file }, line { $line }
unparsed-note = Addresses of visitors were taken out of the lines above; the rest is as it came. Look before you pass this report on.
bot-search = Search engines
bot-ai = AI companies
bot-seo = SEO tools
bot-monitor = Uptime monitors
bot-feed = Feed readers
bot-library = Programs and scripts
bot-scanner = Security scanners
bot-archive = Archives
bot-security = Mail and link checkers
bot-unknown = Without a name
bot-robots = Crawlers (robots.txt read)
bot-head = Only checked whether a page exists
bot-other = Others

## How each figure was come by, in one or two sentences
how-headline = The lower end counts visits with proof: a tagged share link, an app’s own identifier, a web messenger. The upper end adds every visit that came without any trace to a page below the home and section pages: a rule of thumb of The Atlantic and Chartbeat (2012). Bookmarks and hidden searches are in it too. Outside this range are visits without a trace to home and section pages, and those that could be public or private alike.
how-estimate = For each visit without a trace, the estimate weighs what can have brought it: habit (an address typed, a bookmark), a search or a public post that left no trace, or a link passed on in private. Link previews seen shortly before, sudden rushes to one page, the page itself and the browser speak for one or the other.
how-machines =
    { $count ->
        [one] About one more page view looks as if it came from a program that calls itself a browser. It is left out of every percentage; the figures for single days and pages still hold it.
       *[other] About { $count } more page views look as if they came from programs that call themselves browsers. They are left out of every percentage; the figures for single days and pages still hold them.
    }
how-estimate-range = The range is no guarantee: it is meant to hold the truth in about four of five logs like this one; in one of five, the truth lies outside (an 80% interval). It rests on what messengers and browsers usually leave in a log.
how-estimate-rule = The rule of thumb is that of The Atlantic and Chartbeat (2012): it counts every visit without a trace to a page below the home and section pages. Bookmarks and searches that left no trace are in it too, so it is most often too high.
how-visits = A visit is a page view by a person who came from outside the site. Estimates are rounded, so they need not add up exactly.
how-time = Time zone: { $timezone }. The filled area is proven, the hatched one possible; short marks below show how often a page was seen being shared. Steps of time that the log holds only in part are hollow dots or dashed lines.
how-time-text = Time zone: { $timezone }. Each row has its own scale, up to the largest number named beside it.
how-time-estimate = Time zone: { $timezone }. The line is what is proven and estimated together, the hatched band the range in which the truth most likely lies; short marks below show how often a page was seen being shared. Steps of time that the log holds only in part are hollow dots or dashed lines.
how-time-text-estimate = Time zone: { $timezone }. The three rows on shared links have one scale; each other row has its own, up to the largest number named beside it.
how-channels = Identified by the page that linked here, the app, or a tag in the link. Visits without any trace may belong to private sharing or to direct, so each has a range.
how-channels-estimate = Identified by the page that linked here, the app, or a tag in the link. Visits without any trace are divided between private sharing and direct by the estimate, so each has a range. The list by name goes by the traces alone. Of visits from apps, newsletters and ads, the estimate may count some as passed on in private, so a name can have more visits there than its whole group here.
how-messengers = The app, the web messenger or a tag in the link names the way. A copied link names no messenger, and may also have been pasted in public.
how-messengers-estimate = Solid is what the app, the web messenger or a tag in the link names. Hatched is estimated, mostly from the link previews that a messenger fetched shortly before. Where nothing speaks for one of them, the messenger is not known. A copied link names no messenger, and may also have been pasted in public.
how-pages = The first number is proven. The second adds the page’s visits without any trace and is the upper bound. The list goes by the upper bound; the page seen shared most often may be another one.
how-pages-estimate = The first number is what is proven and estimated together, the numbers in brackets the range in which the truth most likely lies. The page seen shared most often may be another one.
how-shares = When a link is pasted, most messengers fetch a preview of the page. Fetches of one page by one sender within a minute count once; a preview is never counted as a visit. One share can bring many visits, or none.
how-either = The app’s identifier or the linking address names the app, but not whether the link was in a post or in a message.
how-left-out = Machines are identified by the name they give, pictures and scripts by their address and answer, errors by their status code. Nothing is dropped without being counted.
how-home-pages = Taken for home and section pages, where the rule of thumb leaves out visits without a trace: { $pages }.
how-home-pages-more = Taken for home and section pages, where the rule of thumb leaves out visits without a trace: { $pages }, …

## Good to know
caveat-no-referrer = The log does not say which page linked here. Search, social networks and other websites cannot be told apart from private sharing.
caveat-no-user-agent = The log does not name browsers and apps. Machines are counted as people, and no app can be recognised.
caveat-no-previews = No link preview was seen. Either no link was pasted, or a proxy or cache answered the messengers before this server could log it.
caveat-few-visits =
    { $count ->
        [one] There is only one visit. Read the numbers as an example.
       *[other] There are only { $count } visits. Go by the numbers of visits, not by the percentages.
    }
caveat-cut-short = The file { $file } ends in the middle. Everything before that is in this report.
caveat-many-unparsed = More than a tenth of the lines could not be read. Is it all one kind of log?

## Why an estimate is not more certain
doubt-few-landings =
    { $count ->
        [one] There is only one visit.
       *[other] There are only { $count } visits, so chance plays a large part.
    }
doubt-short-period =
    { $days ->
        [one] The log covers one day only: what is usual on this site cannot be told from what was special.
       *[other] The log covers { $days } days only: what is usual on this site can hardly be told from what was special.
    }
doubt-no-previews = No private link preview was seen: the one sign that shows a share before the first click is missing.
doubt-few-known-private =
    { $count ->
        [0] No visit is known to be private, so the estimate cannot learn what private visits look like here.
        [one] Only one visit is known to be private, so the estimate can learn little of what private visits look like here.
       *[other] Only { $count } visits are known to be private, so the estimate can learn little of what private visits look like here.
    }
doubt-mostly-unexplained = { $percent } of the visits show nothing about where they came from.
doubt-no-referrer = The log does not say which page linked here.

## How far the estimate can be trusted
trust-good = Among visits of known origin, the estimate tells private from public well.
trust-fair = Among visits of known origin, the estimate mostly tells private from public.
trust-poor = Among visits of known origin, the estimate tells private from public hardly better than guessing would. Trust the range, not the single figure.
trust-pairs = Take pairs of one private and one public visit whose origin we hid: which is the private one? Of 100 such pairs, the estimate ranked { $estimate } the right way round; the rule of thumb { $rule }. Guessing would get 50.
trust-limits = This shows how well known origins are told apart, not how right the total is: only test links that you post yourself can show that. To plan them: undercurrent calibrate plan
trust-too-few = Nobody can say from this log alone: only { $private } private and { $public } public visits could be used to test the estimate, and that is too few. Test links that you post yourself help. To plan them: undercurrent calibrate plan
trust-untested = Nobody can say from this log alone. It holds too little to test the estimate on. Test links that you post yourself help. To plan them: undercurrent calibrate plan
trust-more = To see the whole test, run this on the same log: undercurrent backtest LOG

## What to do next
next-share-links = Put share links on the pages that are shared most: links with a tag that names the way, such as utm_source=whatsapp. Each visit through one is proven, and the range becomes narrower.
next-more-share-links = Your tagged links work. Put them on more of your pages, those shared most first: each visit through one is proven, and the range becomes narrower.
next-headers = Ask whoever runs your server to log the Sec-Fetch headers and X-Requested-With. They distinguish typed addresses from links opened in apps; the lines to add are in docs/guide/log-formats.md.
next-previews = Look at the pages seen shared most often, and give them a good title and picture: that card is what people see before they click.
next-referrer = Ask whoever runs your server to add the referrer to the log format (“combined” has it; see docs/guide/log-formats.md). Without it, no report can tell where visits come from.
next-user-agent = Ask whoever runs your server to add the user agent to the log format (“combined” has it; see docs/guide/log-formats.md). Without it, machines cannot be left out.
next-longer = Run the report again over a longer time: a month is a good start.
