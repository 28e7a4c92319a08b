-- Telegram has said "too many requests": nothing leaves for a while, for this chat or for all.
--
-- KEYS  bucket, refused
-- ARGV  chat, for how long, interval and burst of all chats together, of one chat (microseconds), how long a refusal
--       is remembered (milliseconds)
-- Returns 1 when it holds for all.
--
-- Telegram does not say whose limit it was: when several other chats were refused a moment ago, it was everybody's. `refused`
-- holds these, each until it is forgotten.
local bucket, refused, name = KEYS[1], KEYS[2], ARGV[1]
local EVERYBODY = 3
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local till = now + ARGV[2]

redis.call('ZADD', bucket, 'GT', string.format('%.0f', till + (ARGV[6] - 1) * ARGV[5]), 'chat:' .. name)

redis.call('ZREMRANGEBYSCORE', refused, '-inf', string.format('%.0f', now))
redis.call('ZADD', refused, string.format('%.0f', now + ARGV[7] * 1000), name)
redis.call('PEXPIRE', refused, ARGV[7])
if redis.call('ZCARD', refused) < EVERYBODY then
  return 0
end
redis.call('ZADD', bucket, 'GT', string.format('%.0f', till + (ARGV[4] - 1) * ARGV[3]), 'all')
return 1
