-- Lets the first person in who opens a claim link: 1 if it was not used before, else 0.
-- KEYS: the claim, the members. ARGV: the claim as it was read, the claim as used, the person, how long it is kept
-- (milliseconds).
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[4])
redis.call('SADD', KEYS[2], ARGV[3])
return 1
