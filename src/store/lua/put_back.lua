-- Puts taken reminders back where they were: due when they fell due.
--
-- KEYS  due, taken, hands, leases
-- ARGV  the fence, what the records' keys begin with, and the name of each
-- Returns a text with a 1 for each that was still in the hand of the one who gives it back, a 0 for each that was not.
--
-- One whose record has expired comes back as due at once: taking it forgets it.
local due, taken = KEYS[1], KEYS[2]
local fence, prefix = ARGV[1], ARGV[2]

local holders = redis.call('HMGET', taken, unpack(ARGV, 3))
local answer = {}
for i = 1, #holders do
  if holders[i] == fence then
    local id = ARGV[i + 2]
    local record = redis.call('GET', prefix .. id) or ''
    redis.call('ZADD', due, (string.match(record, '^-?%d+') or 0) * 1000, id)
    redis.call('HDEL', taken, id)
    answer[i] = '1'
  else
    answer[i] = '0'
  end
end
if redis.call('EXISTS', taken) == 0 then
  redis.call('DEL', KEYS[3], KEYS[4])
end
return table.concat(answer)
