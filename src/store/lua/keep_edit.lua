-- Marks an edit as one whose sender is told to wait, so that its end is told by a notice. One that has been forgotten –
-- the store was emptied, or is an old copy – is written down again.
--
-- KEYS  edits, edit, edits-kept, the outcome, that the account is gone
-- ARGV  the edit's id, its record, why it waits
-- Returns nothing, or the outcome when it has ended meanwhile, or 'gone'.
local edits, edit, edits_kept, outcome, gone = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id = ARGV[1]
if redis.call('EXISTS', gone) == 1 then
  return 'gone'
end
local ended = redis.call('GET', outcome)
if ended then
  return ended
end
if redis.call('HSETNX', edit, id, ARGV[2]) == 1 then
  local last = redis.call('ZREVRANGE', edits, 0, 0, 'WITHSCORES')
  redis.call('ZADD', edits, (tonumber(last[2]) or 0) + 1, id)
end
redis.call('HSET', edits_kept, id, ARGV[3])
return false
