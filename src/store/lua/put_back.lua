-- Puts taken reminders back where they were: due when they fell due.
--
-- KEYS  due, taken, fences
-- ARGV  what the records' keys begin with, then name and fence of each
-- Returns a 1 for each that was still in the hand of the one who gives it back, a 0 for each that was not.
--
-- One whose record has expired comes back as due at once: taking it forgets it.
local due, taken, fences = KEYS[1], KEYS[2], KEYS[3]
local prefix = ARGV[1]

local ids, answer = {}, {}
for i = 2, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local holders = redis.call('HMGET', fences, unpack(ids))
for i, id in ipairs(ids) do
  if holders[i] == ARGV[2 * i + 1] then
    local record = redis.call('GET', prefix .. id) or ''
    redis.call('ZADD', due, string.match(record, '^%[(-?%d+)') or 0, id)
    redis.call('ZREM', taken, id)
    redis.call('HDEL', fences, id)
    answer[i] = 1
  else
    answer[i] = 0
  end
end
return answer
