-- Telegram has said "too many requests": nothing leaves for a while, for this chat or for all.
--
-- KEYS  bucket, refused
-- ARGV  chat, for how long, interval and burst of all chats together, of one chat (microseconds), how long a refusal
--       is remembered (milliseconds)
-- Returns 1 when it holds for all.
--
-- Telegram does not say whose limit it was: when another chat was refused a moment ago, it was everybody's.
local bucket, refused, name = KEYS[1], KEYS[2], ARGV[1]
local time = redis.call('TIME')
local till = time[1] * 1000000 + time[2] + ARGV[2]

redis.call('ZADD', bucket, 'GT', string.format('%.0f', till + (ARGV[6] - 1) * ARGV[5]), 'chat:' .. name)
local other = redis.call('GET', refused)
redis.call('SET', refused, name, 'PX', ARGV[7])
if not other or other == name then
  return 0
end
redis.call('ZADD', bucket, 'GT', string.format('%.0f', till + (ARGV[4] - 1) * ARGV[3]), 'all')
return 1
