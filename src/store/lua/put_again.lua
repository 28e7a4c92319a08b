-- Puts something into the inbox again that was forgotten there: the store was emptied, or is an old copy. What was seen
-- and is not here is settled, and stays so. Begins with `inbox.lua`.
--
-- ARGV  id, chat, record
return put(ARGV[1], ARGV[2], ARGV[3], redis.call('TIME')[1])
