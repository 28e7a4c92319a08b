-- Opens something in the inbox that is to be answered, and counts the try, unless the limit is reached.
--
-- KEYS  records, seen, answers, tries
-- ARGV  id, how many tries there may be, '0' if this one was counted when it was put
-- Returns whether it is here (1 or 0), its answer if it has one, and 1 if it may be tried now; or nothing when it was
-- never seen here: then it is to be put again.
--
-- What is put is tried at once: without a number, it was tried once.
local records, seen, answers, tries = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id, most = ARGV[1], tonumber(ARGV[2])
if redis.call('HEXISTS', records, id) == 0 then
  return redis.call('ZSCORE', seen, id) and { 0, false, 0 }
end
local answer = redis.call('HGET', answers, id)
local tried = tonumber(redis.call('HGET', tries, id) or 1)
if answer or tried >= most then
  return { 1, answer, 0 }
end
redis.call('HSET', tries, id, tried + ARGV[3])
return { 1, false, 1 }
