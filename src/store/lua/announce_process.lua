-- Announces a process that syncs people's accounts, by this server's clock.
--
-- KEYS  processes
-- ARGV  the process, for how long it counts as there (milliseconds)
-- Returns its place among those that are there, from 0, and how many there are.
local time = redis.call('TIME')
local clock = math.floor((time[1] * 1000000 + time[2]) / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', clock)
redis.call('ZADD', KEYS[1], clock + tonumber(ARGV[2]), ARGV[1])
local there = redis.call('ZRANGE', KEYS[1], 0, -1)
table.sort(there)
for place, process in ipairs(there) do
  if process == ARGV[1] then
    return {place - 1, #there}
  end
end
return {0, #there}
