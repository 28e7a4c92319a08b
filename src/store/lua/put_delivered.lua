-- Keeps that a chat was told notices, whichever process has them by now; those that are done with are left alone.
--
-- KEYS  notice, notices-heard
-- ARGV  the chat, then the ids
local notice, heard, chat = KEYS[1], KEYS[2], ARGV[1]

for i = 2, #ARGV do
  if redis.call('HEXISTS', notice, ARGV[i]) == 1 then
    local before = redis.call('HGET', heard, ARGV[i])
    redis.call('HSET', heard, ARGV[i], before and before .. ' ' .. chat or chat)
  end
end
