-- Takes or renews a shard for a process, by this server's clock.
--
-- KEYS  lease, accounts-version, wanted, pinged
-- ARGV  the process, the length of the lease (milliseconds), how many wanted accounts are taken at most
-- Returns whether the shard is the process', the version of its index of accounts, the accounts of which a round is
-- wanted soon, and some of those whose calendars have changed, as Google says.
local time = redis.call('TIME')
local clock = math.floor((time[1] * 1000000 + time[2]) / 1000)
local held = redis.call('HMGET', KEYS[1], 'by', 'until')
local left = tonumber(held[2] or 0) - clock
-- One that lasts longer than a minute was taken before the clock was set back.
if held[1] and held[1] ~= ARGV[1] and left > 0 and left <= 60000 then
  return {0, 0, {}, {}}
end
redis.call('HSET', KEYS[1], 'by', ARGV[1], 'until', clock + tonumber(ARGV[2]))
local version = tonumber(redis.call('GET', KEYS[2]) or 0)
return {1, version, redis.call('SPOP', KEYS[3], ARGV[3]), redis.call('SRANDMEMBER', KEYS[4], ARGV[3])}
