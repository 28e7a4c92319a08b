-- What `ack.lua` and `put_announcement.lua` have in common.

-- Keeps a message that shows an event for `kept` milliseconds, and lists the event with its account's others meanwhile:
-- what is in no copy any more is found there.
local function announce(key, message, record, kept, list, event)
  redis.call('HSET', key, message, record)
  redis.call('PEXPIRE', key, kept)
  local time = redis.call('TIME')
  local clock = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', list, '-inf', clock)
  redis.call('ZADD', list, clock + kept, event)
  if redis.call('PTTL', list) < tonumber(kept) then
    redis.call('PEXPIRE', list, kept)
  end
end
