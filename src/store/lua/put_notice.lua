-- Has something told.
--
-- KEYS  as in copy.lua
-- ARGV  as in copy.lua, then the notice
put_notice(notices)
