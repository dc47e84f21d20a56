"""What sources hand over: records of files, and what they state beside their texts."""
