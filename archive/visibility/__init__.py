"""Who may see what: the rules, the views compiled from them, the guards and the belts."""
