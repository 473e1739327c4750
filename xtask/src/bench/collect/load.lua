-- Page views with ids of their own, as the tracker posts them. Arguments: the site's id and the number of the round.
-- Every request has the same length, so that only the id and the page are put in anew.

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  local site, round = args[1], tonumber(args[2])
  id = string.format("0190b6e2-%04x-7%03x-8000-", round, number) .. "%012x"
  local body = '{"id":"' .. id .. '","site":"' .. site .. '","name":"pageview",'
    .. '"url":"https://bakery.example/bread/%03d?utm_source=letter","referrer":"https://news.example/",'
    .. '"title":"Bread of the day"}'
  local length = #string.format(body, 0, 0)
  form = "POST /e HTTP/1.1\r\nHost: stats.example\r\nContent-Type: text/plain;charset=UTF-8\r\n"
    .. "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    .. "Accept-Language: de,en;q=0.5\r\nContent-Length: " .. length .. "\r\n\r\n" .. body
  counter = 0
end

function request()
  counter = counter + 1
  return string.format(form, counter, counter % 1000)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
