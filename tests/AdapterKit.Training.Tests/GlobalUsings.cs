global using TorchSharp;
global using AdapterKit.Backbones;
global using AdapterKit.Testing;
global using static TorchSharp.torch;
