-- Has something told.
--
-- KEYS  as in copy.lua, then that the account is gone
-- ARGV  as in copy.lua, then the notice
if redis.call('EXISTS', KEYS[9]) == 0 then
  put_notice(notices)
end
