"""Speed and size, measured on this computer beside others: `vivavoce bench`."""
