//! Which updates are for us, and what they say.
