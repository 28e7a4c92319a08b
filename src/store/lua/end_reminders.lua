-- Ends what is planned for one event in one chat: its records stay, so that nothing of it is planned again.
--
-- KEYS  due, planned
-- ARGV  what the records' keys begin with, the event's name, the chat
-- Returns how many were ended. What was taken is left to the process that holds it.
local due, planned = KEYS[1], KEYS[2]
local prefix, event, chat = ARGV[1], ARGV[2], ARGV[3]
local HALF = 10

local list = redis.call('HGET', planned, event) or ''
local others, ended = {}, 0
for i = 1, #list, HALF do
  local own = string.sub(list, i, i + HALF - 1)
  local record = redis.call('GET', prefix .. event .. own) or ''
  if string.match(record, '^%S+ %S+ (%S+)') == chat and redis.call('ZREM', due, event .. own) == 1 then
    ended = ended + 1
  else
    others[#others + 1] = own
  end
end
if #others > 0 then
  redis.call('HSET', planned, event, table.concat(others))
else
  redis.call('HDEL', planned, event)
end
return ended
