-- Renews the lease on a hand.
--
-- KEYS  taken, leases
-- ARGV  the fence, the length of the lease (milliseconds), and the name of each reminder that is asked about
-- Returns a text with a 1 for each that is still in the hand of the one who asks, a 0 for each that is not.
local taken, leases = KEYS[1], KEYS[2]
local fence = ARGV[1]
local time = redis.call('TIME')
local lease_end = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2])

redis.call('ZADD', leases, 'XX', lease_end, fence)
local holders = redis.call('HMGET', taken, unpack(ARGV, 3))
local answer = {}
for i = 1, #holders do
  answer[i] = holders[i] == fence and '1' or '0'
end
return table.concat(answer)
