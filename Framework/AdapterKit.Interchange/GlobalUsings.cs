global using static TorchSharp.torch;
global using TorchSharp.Modules;
