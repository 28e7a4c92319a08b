-- Marks an edit as one whose asker is told to wait, so that its end is told by a notice.
--
-- KEYS  edits, edits-kept, the outcome
-- ARGV  the edit's id, why it waits
-- Returns nothing, or the outcome when it has ended meanwhile.
local outcome = redis.call('GET', KEYS[3])
if outcome then
  return outcome
end
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end
return false
