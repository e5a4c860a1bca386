"""The voice library, the first start page, and the recording of a short sample with consent."""
