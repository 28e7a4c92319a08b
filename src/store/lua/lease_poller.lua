-- Leases the right to poll Telegram, or renews the lease.
--
-- KEYS  poller, fence
-- ARGV  who asks, the length of the lease (milliseconds), who is known to be dead (or nothing)
-- Returns 1 and the fence, or 0, how many milliseconds the other's lease lasts, and who that is.
--
-- The poller is 'WHO FENCE', so that renewing, which happens all the time, needs to read nothing else.
local poller, fence, me, span, dead = KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3]
local holder = redis.call('GET', poller)
local who, number = string.match(holder or '', '^(%S+) (%d+)$')
if who == me then
  redis.call('PEXPIRE', poller, span)
  return { 1, tonumber(number), false }
end
if holder and (dead == '' or who ~= dead) then
  return { 0, redis.call('PTTL', poller), who or '' }
end
-- The number rises also when the store was emptied or restored from an old file, as it is never below the microsecond.
local time = redis.call('TIME')
number = math.max(tonumber(redis.call('GET', fence) or 0) + 1, time[1] * 1000000 + time[2])
redis.call('SET', fence, string.format('%.0f', number))
redis.call('SET', poller, string.format('%s %.0f', me, number), 'PX', span)
return { 1, number, false }
