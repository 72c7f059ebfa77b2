"""The officers' web desk: shows the queue and the conversations, and sends officers' actions into the engine.

It reads through ports and changes nothing but internal notes and accounts; every word to a member goes through the inbox.
"""
