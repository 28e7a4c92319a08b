-- Ends an edit: its outcome is kept, the copy says what Google now says, and it waits no longer. The first end counts.
--
-- KEYS  as in copy.lua, then edits, edit, edits-kept, outcomes, the outcome, that the account is gone
-- ARGV  as in copy.lua, then the edit's id, its outcome, for how long that is kept, and now (milliseconds); 1 and a notice
--       for the case that the person was told otherwise, or 0; the number of events to put in, and for each the etag that
--       the copy may have had, twice, and the event; the number of those that go, and each
-- Returns nothing, or the outcome of an earlier end.
--
-- An event whose etag in the copy is neither of the two was brought by a round meanwhile and is left: it is at least as
-- new, or the next round brings a newer one.
local edits, edit, edits_kept, outcomes, outcome = KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local gone = KEYS[14]
if redis.call('EXISTS', gone) == 1 then
  return false
end

local id, told, kept_for, now = arguments(4)
local before = redis.call('GET', outcome)
if before then
  return before
end
redis.call('SET', outcome, told, 'PX', kept_for)
redis.call('ZADD', outcomes, now + kept_for, outcome)
redis.call('ZREMRANGEBYSCORE', outcomes, '-inf', now)
if redis.call('PTTL', outcomes) < tonumber(kept_for) then
  redis.call('PEXPIRE', outcomes, kept_for)
end
-- The person was told to wait; or the edit was forgotten meanwhile, and that perhaps with it.
local was_told_otherwise = redis.call('HEXISTS', edits_kept, id) == 1 or redis.call('HEXISTS', edit, id) == 0
redis.call('ZREM', edits, id)
redis.call('HDEL', edit, id)
redis.call('HDEL', edits_kept, id)
redis.call('INCR', version)

if arguments(1) == '1' then
  if was_told_otherwise then
    put_notice(notices)
  else
    arguments(2)
  end
end

for _ = 1, count() do
  local one, other = arguments(2)
  local record = redis.call('GET', event_prefix .. ARGV[read_to + 1])
  local etag = record and look_at(record) or ''
  if etag == one or etag == other then
    put_event()
  else
    arguments(EVENT)
  end
end
for _ = 1, count() do
  drop_event(arguments(1))
end
return false
