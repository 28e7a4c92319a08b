-- Opens something in the inbox that is to be answered, and counts the try, unless there have been so many already.
--
-- KEYS  as in inbox.lua, then answers, tries
-- ARGV  id, chat, record, how many tries there may be, '0' if this one was counted when it was put
--
-- Whoever puts something sets about it at once: unless there is a number, it was tried once.
-- Returns whether it is here (1 or 0), its answer if it has one, and 1 if it may be tried now.
local answers, tries = KEYS[5], KEYS[6]
local id, most = ARGV[1], tonumber(ARGV[4])
if not is_here(id, ARGV[2], ARGV[3]) then
  return { 0, false, 0 }
end
local answer = redis.call('HGET', answers, id)
local tried = tonumber(redis.call('HGET', tries, id) or 1)
if answer or tried >= most then
  return { 1, answer, 0 }
end
redis.call('HSET', tries, id, tried + ARGV[5])
return { 1, false, 1 }
