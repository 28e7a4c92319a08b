-- Opens something in the inbox that is to be answered, and counts the try, unless there have been so many already.
--
-- KEYS  records, answers, tries
-- ARGV  id, how many tries there may be
-- Returns whether it is here (1 or 0), its answer if it has one, and 1 if it may be tried now.
local records, answers, tries = KEYS[1], KEYS[2], KEYS[3]
local id, most = ARGV[1], tonumber(ARGV[2])
if redis.call('HEXISTS', records, id) == 0 then
  return { 0, false, 0 }
end
local answer = redis.call('HGET', answers, id)
if answer or tonumber(redis.call('HGET', tries, id) or 0) >= most then
  return { 1, answer, 0 }
end
redis.call('HINCRBY', tries, id, 1)
return { 1, false, 1 }
