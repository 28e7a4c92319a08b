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
-- The number rises also when the store was emptied or restored from an old file, as it is never below the microsecond.
local time = redis.call('TIME')
local number = math.max(tonumber(redis.call('GET', fence) or 0) + 1, time[1] * 1000000 + time[2])
redis.call('SET', fence, string.format('%.0f', number))
return { 1, number }
