-- Puts taken reminders back unsent: due when they fell due. Begins with `batch.lua`.
--
-- KEYS  taken, leases, due
-- ARGV  as in batch.lua
-- Returns `is_mine`.
--
-- One whose record has expired comes back as due at once: taking it forgets it.
local due = KEYS[3]
if #mine == 0 then
  return is_mine
end
remove_mine()
for _, id in ipairs(mine) do
  local record = redis.call('GET', record_prefix .. id) or ''
  redis.call('ZADD', due, (string.match(record, '^-?%d+') or 0) * 1000, id)
end
return is_mine
