-- Takes what was handled out of the inbox.
--
-- KEYS  records, order, answers, tries, failures, news
-- ARGV  ids
local records, order, answers, tries, failures, news = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
for _, id in ipairs(ARGV) do
  local record = redis.call('HGET', records, id)
  if record then
    redis.call('ZREM', order, string.match(record, '^%S+'))
    redis.call('HDEL', records, id)
  end
  redis.call('HDEL', answers, id)
  redis.call('HDEL', tries, id)
  redis.call('HDEL', failures, id)
  redis.call('ZREM', news, id)
end
