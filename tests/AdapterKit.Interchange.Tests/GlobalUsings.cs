global using AdapterKit.Backbones;
global using AdapterKit.Testing;
global using TorchSharp;
global using static TorchSharp.torch;
