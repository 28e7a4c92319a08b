-- Leases the right to poll Telegram, or renews the lease.
--
-- KEYS  poller, fence
-- ARGV  who asks, the length of the lease (milliseconds)
-- Returns 1 and the fence, or 0 and how many milliseconds the other's lease lasts.
local poller, fence, me, span = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
local holder = redis.call('GET', poller)
if holder == me then
  redis.call('PEXPIRE', poller, span)
  return { 1, tonumber(redis.call('GET', fence) or 0) }
end
if holder then
  return { 0, redis.call('PTTL', poller) }
end
redis.call('SET', poller, me, 'PX', span)
-- After the store was emptied no fence of before may come again, so the first is the microsecond.
if redis.call('EXISTS', fence) == 0 then
  local time = redis.call('TIME')
  redis.call('SET', fence, string.format('%.0f', time[1] * 1000000 + time[2]))
end
return { 1, redis.call('INCR', fence) }
