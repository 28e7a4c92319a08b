-- Writes a part of what a round found, if the one who writes still holds the account's lease and nothing of ours was
-- written since the round began.
--
-- KEYS  as in copy.lua, then round, token, state
-- ARGV  as in copy.lua, then the fence and the version that the round began with; the number of events that come, and
--       each; the number of those that go, and each; the number of notices, and each; then 'more', or 'last', the sync
--       token, the state and how many milliseconds since 1970 make an event's end too old to be kept
-- Returns 'done', 'lost' (the lease) or 'overtaken'.
--
-- Notices show, and the token moves on, with the last part: a crash in between leaves the old token in place, and what
-- was to be told is told after the next round.
local round, token, state = KEYS[10], KEYS[11], KEYS[12]

local fence, began_with = arguments(2)
if redis.call('HGET', round, 'fence') ~= fence then
  return 'lost'
end
if (redis.call('GET', version) or '0') ~= began_with then
  return 'overtaken'
end

for _ = 1, count() do
  put_event()
end
for _ = 1, count() do
  drop_event(arguments(1))
end
for _ = 1, count() do
  put_notice(notices_later)
end

if arguments(1) == 'last' then
  local new_token, new_state, too_old = arguments(3)
  show_notices()
  if new_token == '' then
    redis.call('DEL', token)
  else
    redis.call('SET', token, new_token)
  end
  redis.call('SET', state, new_state)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', by_end, '-inf', too_old, 'LIMIT', 0, 500)) do
    redis.call('DEL', event_prefix .. id)
    redis.call('ZREM', by_start, id)
    redis.call('ZREM', by_end, id)
  end
end
return 'done'
