-- Takes an edit back of which its asker was told that nothing was done, unless somebody else was told that it is kept.
--
-- KEYS  edits, edit, edits-kept, the outcome
-- ARGV  the edit's id, now (milliseconds since 1970)
-- Returns nothing, or the outcome when it has ended all the same.
--
-- Whoever is carrying it out finds it gone at its end, and has that told; see finish.lua.
local edits, edit, edits_kept, outcome = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local id = ARGV[1]

local before = redis.call('GET', outcome)
if before and tonumber(string.match(before, '^%-?%d+')) > tonumber(ARGV[2]) then
  return before
end
if redis.call('HEXISTS', edits_kept, id) == 0 then
  redis.call('ZREM', edits, id)
  redis.call('HDEL', edit, id)
end
return false
