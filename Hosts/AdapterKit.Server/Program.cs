using AdapterKit.Server;

await ServerApplication.Create(args).RunAsync();
