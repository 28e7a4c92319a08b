-- Puts taken reminders back where they were: due when they fell due. The argument is what the records' keys begin with.
-- Begins with `hand.lua`.
--
-- KEYS  taken, leases, due
--
-- One whose record has expired comes back as due at once: taking it forgets it.
local due = KEYS[3]
if #mine == 0 then
  return answer
end
let_go()
for _, id in ipairs(mine) do
  local record = redis.call('GET', argument .. id) or ''
  redis.call('ZADD', due, (string.match(record, '^-?%d+') or 0) * 1000, id)
end
return answer
