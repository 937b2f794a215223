-- Takes back what setup.sql made. Pause or delete mParticle's pipelines first. It can be run again: what
-- is gone already is passed over. Your data is not touched.

-- From here on mParticle can read nothing of it.
DROP SHARE IF EXISTS `%{share}`;

-- The shares that the recipient can still read.
SHOW GRANTS TO RECIPIENT `re'ci``pient`;

-- If none is listed, nothing needs the recipient any more. Take away the dashes to drop it, too:
-- DROP RECIPIENT IF EXISTS `re'ci``pient`;
