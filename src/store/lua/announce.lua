-- What `ack.lua` and `put_announcement.lua` have in common.
local HOUR = 3600000

-- Keeps a message that shows an event for `kept` milliseconds from `now` on, and lists the event with its account's others
-- meanwhile: what is in no copy any more is found there. The list counts in full hours, rounded up, so that of many
-- messages about one event only the first changes it.
local function announce(key, message, record, kept, now, list, event)
  redis.call('HSET', key, message, record)
  redis.call('PEXPIRE', key, kept)
  local last = math.ceil((now + kept) / HOUR) * HOUR
  if redis.call('ZADD', list, 'GT', 'CH', string.format('%.0f', last), event) == 1 then
    redis.call('ZREMRANGEBYSCORE', list, '-inf', now)
    local listed = string.format('%.0f', last - now)
    if redis.call('PTTL', list) < tonumber(listed) then
      redis.call('PEXPIRE', list, listed)
    end
  end
end
