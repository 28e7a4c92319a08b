-- Keeps the answer to something in the inbox, unless it has one or is gone.
--
-- KEYS  records, answers
-- ARGV  id, answer
-- Returns 1 when it is kept.
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
  return 0
end
return redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[2])
