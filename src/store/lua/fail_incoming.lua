-- Counts a failure; at the last one a copy is set aside where an operator can see it.
--
-- KEYS  failures, aside
-- ARGV  id, how many failures are too many, how many copies are kept, the copy
-- Returns how often it has failed.
local failures, aside = KEYS[1], KEYS[2]
local count = redis.call('HINCRBY', failures, ARGV[1], 1)
if count == tonumber(ARGV[2]) then
  redis.call('RPUSH', aside, ARGV[4])
  redis.call('LTRIM', aside, -tonumber(ARGV[3]), -1)
end
return count
