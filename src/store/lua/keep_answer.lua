-- Keeps the answer to something in the inbox, unless it is settled or has another answer already.
--
-- KEYS  records, seen, answers
-- ARGV  id, the answer, an answer that it may have and that nobody can read ('' if there is none)
-- Returns whether it is kept (1 or 0), or nothing when it was never seen here: then it is to be put again.
local records, seen, answers = KEYS[1], KEYS[2], KEYS[3]
local id, answer, unreadable = ARGV[1], ARGV[2], ARGV[3]
if redis.call('HEXISTS', records, id) == 0 then
  return redis.call('ZSCORE', seen, id) and 0
end
if redis.call('HSETNX', answers, id, answer) == 1 then
  return 1
end
if redis.call('HGET', answers, id) ~= unreadable then
  return 0
end
redis.call('HSET', answers, id, answer)
return 1
