-- Forgets that reminders are to be planned again, unless there is a newer reason.
--
-- KEYS  replan
-- ARGV  event and reason of each
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
