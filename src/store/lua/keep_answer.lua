-- Keeps the answer to something in the inbox, unless it is settled or has another answer already.
--
-- KEYS  as in inbox.lua, then answers
-- ARGV  id, chat, record, the answer, an answer that it may have and that nobody can read ('' if there is none)
-- Returns 1 when it is kept.
local answers = KEYS[5]
local id = ARGV[1]
if not is_here(id, ARGV[2], ARGV[3]) then
  return 0
end
local before = redis.call('HGET', answers, id)
if before and before ~= ARGV[5] then
  return 0
end
redis.call('HSET', answers, id, ARGV[4])
return 1
