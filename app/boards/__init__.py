"""Boards: pages of tiles that speak, kept in the person's database, exchanged as Open Board Format files."""
