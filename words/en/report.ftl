# The log report, in English. Short sentences, no jargon: a page says "visits", never "landings".
# The test crates/uc-words/tests/catalogues.rs keeps the three languages in step.

## Frame
report-of = Private sharing on { $site }
report-site-unknown = your website
report-period = { $dates } ({ $timezone })
report-made-by = Made by Undercurrent from a web server’s log. Nothing was sent anywhere.
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
        [one] Private sharing brought at most { $high } of one visit.
       *[other] Private sharing brought at most { $high } of { $visits } visits.
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
headline-no-trace =
    { $visits ->
        [one] The one visit shows no trace of private sharing.
       *[other] None of the { $visits } visits shows a trace of private sharing.
    }
headline-empty = There is no visit in this log yet.
headline-shares-only =
    { $count ->
        [one] No visit yet, but one link preview: somebody passed a page on.
       *[other] No visits yet, but { $count } link previews: pages are being passed on.
    }
lead-known =
    { $count ->
        [0] None is certain: no share link, app or web messenger gave one away.
        [one] One is certain: a share link, an app or a web messenger gave it away.
       *[other] { $count } are certain: a share link, an app or a web messenger gave them away.
    }
lead-possible =
    { $count ->
        [one] One more is possible: it came without any trace to a page that few people type by hand.
       *[other] Up to { $count } more are possible: they came without any trace to pages that few people type by hand.
    }
lead-messenger = Among those whose messenger is known, most came through { $messenger }.
lead-page = The page that may have been passed on most is { $page }.
empty-help = Once people visit the site, this page shows how much of that was passed on in private, through which messengers and on which pages.
empty-next = Check that this is the access log (not the error log) of the right website, and that it covers the days you mean.

## Key figures
figure-visits = Visits
figure-visits-note =
    { $visitors ->
        [one] by one visitor
       *[other] by { $visitors } visitors
    }
figure-certain = Certainly private
figure-certain-note = { $percent } of visits
figure-possible = Private at most
figure-possible-note = { $percent } of visits, by a rule of thumb
figure-shares = Shares seen
figure-shares-note = before any click
figure-machines = Machines
figure-machines-note = requests by bots, left out

## Evidence
evidence-public = All other visits
evidence-key-declared = Declared: the link itself says so
evidence-key-revealed = Revealed: an app or a site gave it away
evidence-key-inferred = Possible: a rule of thumb, no proof
range-title = Private sharing as a part of all visits
range-desc = Certain: { $known }. At most: { $high }.

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
channels-key = Outlined: no trace, so typed, bookmarked or hidden. A line with ends: how far it may reach.
channels-key-text = · no trace: typed, bookmarked or hidden   ┤ at most

## Sections
section-time = Over time
section-channels = Where visits come from
section-messengers = Through which messenger
section-pages = What is passed on
section-shares = Shares seen before any click
section-either = Could be either
section-left-out = What was left out, and why
section-next = What to do next
section-caveats = Good to know first
section-sources = Sites, search engines and networks by name
section-share-pages = By page

## Table heads
head-channel = From
head-source = Name
head-messenger = Messenger
head-visits = Visits
head-page = Page
head-passed-on = Passed on
head-all-visits = All visits
head-shares = Shares seen
head-when = When
head-private = Private
head-count = Number
head-what = What
head-kind = Kind
head-by = By
head-where = Where
head-line = Line

## Timeline
timeline-desc =
    { $buckets ->
        [one] Visits over one step of time.
       *[other] Visits over { $buckets } steps of time; the most in one step: { $most }.
    }
timeline-key-visits = all visits
timeline-key-certain = certainly private
timeline-key-possible = possibly private
timeline-key-shares = shares seen
timeline-key-partial = dashed: only partly in the log
timeline-by-hour = by hour
timeline-by-day = by day
timeline-by-week = by week
timeline-by-month = by month

## Messengers and shares
messengers-none = No visit names a messenger. Most apps hide where a visit comes from; share links change that.
messenger-unknown = Messenger not known
messenger-unknown-line =
    { $count ->
        [one] One more visit may be private; its messenger is not known.
       *[other] Up to { $count } more visits may be private; their messenger is not known.
    }
pages-none = No page shows a sign of having been passed on in private.
pages-more = { $count } more pages are in the JSON report.
shares-none = No messenger fetched a link preview in this log.
shares-private = private
shares-either = private or public
shares-public = public post
shares-intro =
    { $count ->
        [one] Once, a messenger or network fetched the preview card of a page: somebody had just pasted its link.
       *[other] { $count } times, a messenger or network fetched the preview card of a page: somebody had just pasted its link.
    }
either-intro = These visits came from apps in which people see public posts and private messages alike. They are not counted as private.
source-email = E-mail
source-sms = Text message
source-copy-other = Copied link

## What was left out
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
unparsed-title =
    { $count ->
        [one] The one line that could not be read
       *[other] The first of { $count } lines that could not be read
    }
unparsed-where = { $file }, line { $line }
unparsed-note = Addresses of visitors were taken out of the lines above; the rest stands as it came. Look before you pass this report on.
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
bot-robots = Read robots.txt
bot-head = Only asked whether a page is there
bot-other = Others

## How each figure was come by, in one or two sentences
how-headline = The lower end counts visits with proof: a tagged share link, an app’s own mark, a web messenger. The upper end adds every visit without any trace to a page below the home and section pages; that is a rule of thumb from 2012, and bookmarks and hidden searches are in it too.
how-visits = A visit is a person’s page view that came from outside the site. Who comes twice from outside within half an hour counts twice here; without that it would be { $sittings }.
how-time = Counted in { $timezone }. The dark area is certain, the hatched one possible; short marks below show link previews fetched in that time.
how-time-text = Counted in { $timezone }. The first three rows share one scale; shares seen have their own.
how-channels = Told by the page that linked here, the app, or a tag in the link. Private sharing and direct share the visits without any trace, so each has a range.
how-messengers = Only visits whose app, web messenger or tag names the messenger are counted here.
how-pages = The first number is certain. The second adds visits to the page without any trace, so it is the most that is possible.
how-shares = When a link is pasted, most messengers fetch a preview of the page. Fetches of one page by one sender within a minute count once; a preview is never counted as a visit.
how-either = The app’s mark or the linking address names the app, but not whether the link stood in a post or in a message.
how-left-out = Machines are known by the name they give, pictures and scripts by their address and answer, errors by their status. Nothing is dropped without being counted.
how-home-pages = Taken for home and section pages, where visits without a trace count as direct: { $pages }.

## Good to know
caveat-no-referrer = The log does not say which page linked here. Search, social networks and other websites cannot be told apart; the upper end is far too high.
caveat-no-user-agent = The log does not name browsers and apps. Machines are counted as people, and no app can be recognised.
caveat-no-previews = No link preview was seen. Either no link was pasted, or a proxy or cache answered the messengers before this server could log it.
caveat-few-visits =
    { $count ->
        [one] There is only one visit. Read the numbers as an example.
       *[other] There are only { $count } visits. Read the numbers as they are, not as percentages.
    }
caveat-cut-short = The file { $file } ends in the middle. Everything before that is in this report.
caveat-many-unparsed = More than a tenth of the lines could not be read. Is it all one kind of log?

## What to do next
next-share-links = Put share links on the pages that are passed on most. Each visit through one is certain, and the range becomes narrow.
next-headers = Let the server log the Sec-Fetch headers and X-Requested-With. They tell typed addresses and apps apart; the guide has the lines to add.
next-previews = Look at the pages whose previews were fetched most, and give them a good title and picture: that card is what friends see.
next-referrer = Add the referrer to the log format (“combined” has it). Without it, no report can tell where visits come from.
next-user-agent = Add the user agent to the log format (“combined” has it). Without it, machines cannot be left out.
next-longer = Run the report again over a longer time: a month is a good start.
