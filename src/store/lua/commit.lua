-- Writes a part of what a round found, if the one who writes still holds the account's lease and nothing of ours was
-- written since the round began.
--
-- KEYS  as in copy.lua, then round, token, state
-- ARGV  as in copy.lua, then the fence and the version that the round began with; the number of events that come, and
--       each; the number of those that go, and each; the number of notices, and each; then 'more', or 'last', the sync
--       token, the state and the minute by which an event has ended that is too old to be kept
-- Returns 'done', 'lost' (the lease) or 'overtaken'.
--
-- Notices show, and the token moves on, with the last part: a crash in between leaves the old token in place, and what
-- was to be told is told after the next round.
local round, token, state = KEYS[9], KEYS[10], KEYS[11]

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
  too_old = tonumber(too_old)
  local before = '(' .. string.format('%.0f', too_old * LENGTHS)
  local oldest = redis.call('ZRANGEBYSCORE', times, '-inf', before, 'WITHSCORES', 'LIMIT', 0, 500)
  for i = 1, #oldest, 2 do
    local key, its_end = event_prefix .. oldest[i], end_of(tonumber(oldest[i + 1]))
    -- Of one whose end is not known here, the record expires.
    if its_end <= too_old or (its_end == math.huge and redis.call('EXISTS', key) == 0) then
      redis.call('DEL', key)
      redis.call('ZREM', times, oldest[i])
    end
  end
end
return 'done'
