<#
.SYNOPSIS
  Keeps the keys away from Windows that lead out of the kiosk, and changes the breakout key.
.DESCRIPTION
  Windows Enterprise, Education or IoT Enterprise only; run by an administrator. Can be run again. The breakout key,
  pressed five times, leads to the sign-in page: by default it is the left Windows key, which everybody knows.
.PARAMETER BreakoutScanCode
  Scan code of the new breakout key, known to the administrator only. 91 (the left Windows key) is refused.
#>
#Requires -RunAsAdministrator
[CmdletBinding()]
param (
  [Parameter(Mandatory = $true)]
  [ValidateRange(1, 127)]
  [ValidateScript({ $_ -ne 91 -and $_ -ne 92 })]
  [int] $BreakoutScanCode
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Place = @{ Namespace = 'root\standardcimv2\embedded' }

$Blocked = @(
  'Alt+F4', 'Alt+Tab', 'Alt+Esc', 'Alt+Space', 'Ctrl+Esc', 'Ctrl+Tab', 'Ctrl+F4', 'Shift+Ctrl+Esc',
  'Ctrl+Alt+Esc', 'Win+L', 'Win+R', 'Win+E', 'Win+M', 'Win+D', 'Win+F', 'Win+U', 'Win+Enter', 'Win+Tab', 'Win+P',
  'Win+B', 'Win+Up', 'Win+Down', 'Win+Left', 'Win+Right', 'Windows', 'Application', 'LaunchMail', 'LaunchMediaSelect',
  'LaunchApp1', 'LaunchApp2', 'BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserStop', 'BrowserSearch',
  'BrowserFavorites', 'BrowserHome', 'F21', 'Escape'
)

$Known = Get-CimInstance @Place -ClassName WEKF_PredefinedKey
foreach ($Name in $Blocked) {
  $Key = $Known | Where-Object { $_.Id -eq $Name }
  if ($null -eq $Key) {
    Write-Warning "Windows does not know the key $Name"
    continue
  }
  if (-not $Key.Enabled) { Set-CimInstance -InputObject $Key -Property @{ Enabled = $true } }
}

# Named differently in different versions of Windows.
$SecureAttention = $Known | Where-Object { $_.Id -in 'Ctrl+Alt+Del', 'Ctrl+Alt+Delete' }
if ($null -eq $SecureAttention) { throw 'Windows does not know Ctrl+Alt+Del: nothing keeps people from leaving.' }
foreach ($Key in $SecureAttention) { Set-CimInstance -InputObject $Key -Property @{ Enabled = $true } }

$Settings = @{
  BreakoutKeyScanCode                    = [string] $BreakoutScanCode
  ForceOffAccessibility                  = 'true'
  DisableKeyboardFilterForAdministrators = 'true'
}
foreach ($Name in $Settings.Keys) {
  $Setting = Get-CimInstance @Place -ClassName WEKF_Settings | Where-Object { $_.Name -eq $Name }
  if ($Setting.Value -ne $Settings[$Name]) {
    Set-CimInstance -InputObject $Setting -Property @{ Value = $Settings[$Name] }
  }
}

Set-Service -Name MsKeyboardFilter -StartupType Automatic
Start-Service -Name MsKeyboardFilter
Write-Output 'Keyboard Filter is on. Restart the machine.'
