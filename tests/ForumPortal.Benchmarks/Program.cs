using System.Runtime.Versioning;
using ForumPortal.Benchmarks;

// taskset keeps the program on one processor and the load on the other.
[assembly: SupportedOSPlatform("linux")]

// One command makes the worlds, starts the portal and the controls, drives the load and prints the table.
// dotnet run -c Release --project tests/ForumPortal.Benchmarks [-- --items 10000,1000000] [--seconds 10] [--warm 40] [--only home]
// dotnet run -c Release --project tests/ForumPortal.Benchmarks -- compare ../before/tests/ForumPortal.Benchmarks/bin/Release/net10.0/ForumPortal.Benchmarks.dll [--items 100000] [--turns 7]
// dotnet run -c Release --project tests/ForumPortal.Benchmarks -- texts
return args switch
{
    ["texts"] => Texts.Measure(),
    ["controls", ..] => await Controls.Serve(args[1]),
    ["serve", ..] => await Run.Serve(Arguments.Read(args)),
    ["compare", var before, ..] => await Comparison.Run(before, args[2..]),
    _ => await Run.All(Arguments.Read(args)),
};
