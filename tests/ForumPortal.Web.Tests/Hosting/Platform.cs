// The tests of the host give files the modes of Unix.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
